import { css } from 'lit';

import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { staleStyles } from '../../styles/states.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { copyStyles } from '../../ui/copy-button.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';
import { styles as maskSwitchStyles } from '../../ui/mask-switch.js';
import { matchScoreStyles } from '../../ui/match-score.js';
import { noticeStyles } from '../../ui/notice.js';
import { actionStyles } from './actions.styles.js';
import { headerStyles } from './header.styles.js';
import { outcomeStyles } from './outcome.styles.js';
import { photoDialogStyles } from './photo-dialog.styles.js';
import { photoStyles } from './photos.styles.js';
import { sectionStyles } from './sections.styles.js';
import { resultStyles } from './session-results.styles.js';
import { skeletonStyles } from './skeleton.styles.js';

export const styles = [
  detailTokens,
  buttonStyles,
  formStyles,
  staleStyles,
  tagStyles,
  copyStyles,
  noticeStyles,
  descriptionStyles,
  findingStyles,
  matchScoreStyles,
  clientValueStyles,
  ...maskSwitchStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .details {
      display: grid;
      gap: var(--_space-4);
      min-inline-size: 0;
    }

    .columns {
      display: grid;
      gap: var(--_space-5);
      align-items: start;
      min-inline-size: 0;
    }

    .main,
    .panel,
    .data,
    .group {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
      align-items: start;
      min-inline-size: 0;
    }

    @container (inline-size >= 62rem) {
      .columns {
        grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr);
      }
    }
  `,
  headerStyles,
  sectionStyles,
  photoStyles,
  photoDialogStyles,
  resultStyles,
  outcomeStyles,
  actionStyles,
  skeletonStyles,
];
