import { mount } from 'svelte';
import Portal from './Portal.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no element with the id "app".');
mount(Portal, { target });
